/** What is scanned at a station. Its rules, its screens and what a manager sets for it go by this name. */
export const WORKFLOW_NAMES = ['sales', 'production', 'general'] as const
export type WorkflowName = (typeof WORKFLOW_NAMES)[number]
