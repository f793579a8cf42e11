import { projectFile } from '../core/kernel/project-root.ts'
import { HTMX, HTMX_SSE, SHARED_FONTS, TOKENS_SHEET } from '../core/web/assets.ts'
import { FEATURE_SHEETS } from './features.ts'

/** What the pages of the admin app fetch: faces, one style sheet, htmx, what keeps a page up with the book, and the icon. */
export const ADMIN_FILES = [
  ...SHARED_FONTS,
  {
    name: 'admin.css',
    type: 'text/css; charset=utf-8',
    parts: [
      TOKENS_SHEET,
      projectFile('admin', 'look', 'admin.css'),
      ...FEATURE_SHEETS.map((path) => projectFile('admin', ...path)),
    ],
  },
  {
    ...HTMX,
    parts: [
      ...HTMX.parts,
      HTMX_SSE,
      projectFile('admin', 'look', 'live.js'),
      projectFile('admin', 'copy', 'ask-first.js'),
    ],
  },
  { name: 'icon.svg', type: 'image/svg+xml', parts: [projectFile('admin', 'look', 'icon.svg')] },
] as const
