/** Every address of the API, as the router knows it. */
export const API_BASE = '/api/v1'
export const OPENAPI_PATH: string = `${API_BASE}/openapi.json`
export const REFERENCE_PATH = '/api'
export const REFERENCE_ASSETS = '/api/assets'
