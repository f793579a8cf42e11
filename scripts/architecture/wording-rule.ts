import type { ESTree } from 'rolldown/utils'
import type { Hit, Rule, Source } from './source.ts'
import { findInSyntax, isTest } from './source.ts'

/** Attributes that a person reads or hears. */
const SPOKEN_ATTRIBUTES = new Set(['title', 'alt', 'placeholder', 'label', 'aria-label', 'aria-description'])

/** Elements whose text is for the browser. */
const UNSPOKEN_ELEMENTS = new Set(['style', 'script'])

/** Every word a person sees comes from the catalogue: a view holds none of its own. */
export const wordingRule: Rule = {
  name: 'words only from the catalogue',
  remedy: 'put the text in core/words/en/<area>.ts and write {words.<area>.<name>} here',
  appliesTo: (path) => path.endsWith('.tsx') && !isTest(path),
  find: findWords,
}

function findWords(source: Source): readonly Hit[] {
  return findInSyntax(source, (hit) => ({
    JSXElement: (node) => {
      const { name } = node.openingElement
      if (name.type === 'JSXIdentifier' && UNSPOKEN_ELEMENTS.has(name.name)) return
      for (const child of node.children) checkChild(child, hit)
    },
    JSXFragment: (node) => {
      for (const child of node.children) checkChild(child, hit)
    },
    JSXAttribute: (node) => {
      const name = source.text.slice(node.name.start, node.name.end)
      if (!SPOKEN_ATTRIBUTES.has(name) || !node.value) return
      if (node.value.type === 'JSXExpressionContainer') checkExpression(node.value.expression, hit)
      if (node.value.type === 'Literal') checkText(node.value, node.value.value, hit)
    },
  }))
}

type OnHit = (node: ESTree.Span, what: string) => void

function checkChild(child: ESTree.JSXChild, hit: OnHit): void {
  if (child.type === 'JSXText') checkText(child, child.value, hit)
  if (child.type === 'JSXExpressionContainer') checkExpression(child.expression, hit)
}

/** Looks where the value of an expression is itself a text, not into calls and their arguments. */
function checkExpression(expression: ESTree.JSXExpression, hit: OnHit): void {
  switch (expression.type) {
    case 'Literal':
      if (typeof expression.value === 'string') checkText(expression, expression.value, hit)
      return
    case 'TemplateLiteral':
      for (const quasi of expression.quasis) checkText(quasi, quasi.value.raw, hit)
      return
    case 'ConditionalExpression':
      checkExpression(expression.consequent, hit)
      checkExpression(expression.alternate, hit)
      return
    case 'LogicalExpression':
      checkExpression(expression.right, hit)
      return
    default:
  }
}

function checkText(node: ESTree.Span, text: string, hit: OnHit): void {
  const spoken = text.replace(/&#?\w+;/g, '').trim()
  // Text between tags begins after the tag before it, often a line above its first word.
  const start = node.start + text.length - text.trimStart().length
  if (/\p{L}/u.test(spoken)) hit({ start, end: node.end }, JSON.stringify(spoken))
}
