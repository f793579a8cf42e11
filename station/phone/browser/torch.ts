/** What browsers know of a phone's light; the standard library does not (Image Capture, section 4.2.2). */
type LitCapabilities = MediaTrackCapabilities & { readonly torch?: boolean }
type LitConstraints = MediaTrackConstraintSet & { readonly torch: boolean }

/** Whether this camera has a light beside it. */
export function hasTorch(track: MediaStreamTrack | undefined): boolean {
  if (track === undefined || !('getCapabilities' in track)) return false
  return (track.getCapabilities() as LitCapabilities).torch === true
}

/** Switches the light. Answers whether it did. */
export async function setTorch(track: MediaStreamTrack | undefined, isOn: boolean): Promise<boolean> {
  const light: LitConstraints = { torch: isOn }
  try {
    await track?.applyConstraints({ advanced: [light] })
    return track !== undefined
  } catch {
    // A hot or nearly empty phone keeps its light off.
    return false
  }
}
