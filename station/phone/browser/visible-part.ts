/** A rectangle, in pixels. */
export interface Box {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/**
 * The part of a camera's picture that lies under `aim`, in the picture's own pixels. The picture covers `screen` as
 * `object-fit: cover` lays it: both boxes are in the page's pixels. What a person does not see is not read.
 */
export function visiblePart(picture: { width: number; height: number }, screen: Box, aim: Box): Box {
  const scale = Math.max(screen.width / picture.width, screen.height / picture.height)
  const left = screen.x + (screen.width - picture.width * scale) / 2
  const top = screen.y + (screen.height - picture.height * scale) / 2
  const x = clamp(Math.floor((aim.x - left) / scale), picture.width - 1)
  const y = clamp(Math.floor((aim.y - top) / scale), picture.height - 1)
  const right = clamp(Math.ceil((aim.x + aim.width - left) / scale), picture.width)
  const bottom = clamp(Math.ceil((aim.y + aim.height - top) / scale), picture.height)
  return { x, y, width: Math.max(1, right - x), height: Math.max(1, bottom - y) }
}

function clamp(value: number, most: number): number {
  return Math.min(Math.max(0, value), most)
}
