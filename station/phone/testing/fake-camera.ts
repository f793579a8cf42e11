import { closeSync, openSync, writeSync } from 'node:fs'
import bwip from 'bwip-js/node'
import type { RenderOptions } from 'bwip-js/node'

/** What the camera sees for some frames: codes one above the other, or nothing. */
export interface Scene {
  readonly frames: number
  readonly codes: readonly RenderOptions[]
}

/** Upright, as a phone holds its camera. */
const WIDTH = 360
const HEIGHT = 640
/** Codes lie in the middle, which is what an upright phone shows between its bar and the answer. */
const TOP = 180
const ROOM = 280
const FRAMES_PER_SECOND = 10
const WHITE = 235
const BLACK = 16
const GREY = 128

/**
 * Writes a film for Chromium's fake camera, which plays it over and over: YUV4MPEG2, uncompressed, drawn here from the
 * widths of bars and the squares that bwip-js computes.
 */
export function writeFilm(path: string, scenes: readonly Scene[]): void {
  const file = openSync(path, 'w')
  writeSync(file, `YUV4MPEG2 W${WIDTH} H${HEIGHT} F${FRAMES_PER_SECOND}:1 Ip A1:1 C420jpeg\n`)
  const colours = Buffer.alloc((WIDTH * HEIGHT) / 2, GREY)
  for (const { frames, codes } of scenes) {
    const picture = Buffer.alloc(WIDTH * HEIGHT, WHITE)
    const room = Math.floor(ROOM / Math.max(1, codes.length))
    for (const [index, code] of codes.entries()) drawCode(picture, code, { top: TOP + index * room, room })
    for (let frame = 0; frame < frames; frame += 1) {
      writeSync(file, 'FRAME\n')
      writeSync(file, picture)
      writeSync(file, colours)
    }
  }
  closeSync(file)
}

/** The flags with which a Chromium takes that film for its camera, and asks nobody. */
export function fakeCameraFlags(path: string): string[] {
  return [
    '--use-fake-device-for-media-stream',
    '--use-fake-ui-for-media-stream',
    `--use-file-for-fake-video-capture=${path}`,
  ]
}

type Place = { readonly top: number; readonly room: number }

function drawCode(picture: Buffer, code: RenderOptions, { top, room }: Place): void {
  const [drawn] = bwip.raw(code)
  if (drawn === undefined) throw new Error('nothing to draw')
  const rows = 'sbs' in drawn ? [modulesOf(drawn.sbs)] : squaresOf(drawn)
  const columns = rows[0]?.length ?? 1
  // White stays around it: codes need a quiet zone.
  const scale = Math.max(
    1,
    Math.min(Math.floor((WIDTH * 0.6) / columns), Math.floor((room * 0.7) / rows.length)),
  )
  const height = rows.length === 1 ? Math.floor(room * 0.6) : scale
  const left = Math.floor((WIDTH - columns * scale) / 2)
  const first = top + Math.floor((room - height * rows.length) / 2)
  for (const [row, modules] of rows.entries())
    for (const [column, isBlack] of modules.entries())
      if (isBlack) fill(picture, left + column * scale, first + row * height, scale, height)
}

/** The widths of bars and of the spaces between them, as modules. */
function modulesOf(widths: readonly number[]): boolean[] {
  return widths.flatMap((width, index) => Array.from({ length: width }, () => index % 2 === 0))
}

function squaresOf({ pixs, pixx }: { pixs: readonly number[]; pixx: number }): boolean[][] {
  return Array.from({ length: Math.ceil(pixs.length / pixx) }, (_, row) =>
    pixs.slice(row * pixx, (row + 1) * pixx).map((pixel) => pixel === 1),
  )
}

function fill(picture: Buffer, x: number, y: number, width: number, height: number): void {
  for (let row = y; row < y + height; row += 1) picture.fill(BLACK, row * WIDTH + x, row * WIDTH + x + width)
}
