import type { WorkflowName } from '../../core/stations/workflow-names.ts'
import { general } from './general.ts'
import { production } from './production.ts'
import { sales } from './sales.ts'
import type { Workflow } from './workflow.ts'

/** Every workflow of a station: adding one is its file and its row. */
export const WORKFLOWS: Readonly<Record<WorkflowName, Workflow>> = { sales, production, general }
