/** What fills a phone's screen: the camera with the station's last answer, or the station's whole screen. */
export type View = 'camera' | 'list'

/** What the station shows: the answer to scans, or something a person has to choose or say. */
export type Shows = 'answer' | 'question'

export interface ViewState {
  readonly shows: Shows
  /** What the person wants to see while answers come. It stays until they change it. */
  readonly forAnswers: View
  /** For the question now on the screen; the next question is seen again. */
  readonly forQuestion: View
}

export const FIRST_VIEW: ViewState = { shows: 'question', forAnswers: 'camera', forQuestion: 'list' }

export function viewOf({ shows, forAnswers, forQuestion }: ViewState): View {
  return shows === 'answer' ? forAnswers : forQuestion
}

/** The station's screen changed. */
export function nowShows(state: ViewState, shows: Shows): ViewState {
  return shows === state.shows ? state : { ...state, shows, forQuestion: 'list' }
}

/** The person asked for the other view. */
export function turned(state: ViewState): ViewState {
  const other = viewOf(state) === 'camera' ? 'list' : 'camera'
  return state.shows === 'answer' ? { ...state, forAnswers: other } : { ...state, forQuestion: other }
}
