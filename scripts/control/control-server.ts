import { chmodSync, rmSync } from 'node:fs'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { once } from 'node:events'
import { json } from 'node:stream/consumers'
import { words } from '../../core/words/catalogue.ts'
import { closeServer } from '../serve/listen.ts'
import { readAsked } from './command.ts'
import { COMMANDS } from './commands.ts'
import { controlSocket } from './central-folder.ts'
import type { RunningCentral } from './running-central.ts'
import { orderSchema, type Told } from './told.ts'

/**
 * Hears commands at a socket in the data folder, which only its owner reaches. One at a time: what a person reads of one
 * is true when the next begins.
 */
export async function listenToCommands(
  central: RunningCentral,
  report: (error: unknown) => void,
): Promise<{ close(): Promise<void> }> {
  const path = controlSocket(central.folder)
  // Whoever left it behind is gone: the lock of the folder is ours.
  rmSync(path, { force: true })
  let before: Promise<unknown> = Promise.resolve()
  const server: Server = createServer((request, response) => {
    const work = before.then(() => obey(central, request, response, report))
    before = work.catch(() => undefined)
  })
  server.listen(path)
  await once(server, 'listening')
  chmodSync(path, 0o600)
  return { close: () => closeServer(server) }
}

async function obey(
  central: RunningCentral,
  request: IncomingMessage,
  response: ServerResponse,
  report: (error: unknown) => void,
): Promise<void> {
  const tell = (told: Told): void => void response.write(`${JSON.stringify(told)}\n`)
  const say = (line: string): void => tell({ line })
  response.writeHead(200, { 'content-type': 'application/x-ndjson' })
  try {
    const { name, args, from } = orderSchema.parse(await json(request))
    const command = COMMANDS.find((one) => one.name === name)
    const asked = command && readAsked(command, args, from)
    if (command === undefined || asked === undefined) {
      say(command === undefined ? words.central.unknownCommand(name) : words.central.wrong(command.call))
      tell({ done: false })
    } else if (command.needsBook === true && central.state().kind === 'no_book') {
      say(words.central.state.no_book)
      tell({ done: false })
    } else tell({ done: await command.run(central, asked, say) })
  } catch (error) {
    report(error)
    say(words.central.failed(error instanceof Error ? error.message : String(error)))
    tell({ done: false })
  } finally {
    response.end()
  }
}
