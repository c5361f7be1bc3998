import { type EnsureOptions, ensureTools, type ToolPaths } from './build.ts';
import { ensureKwokStages } from './kwok-stages.ts';
import { CONTROL_PLANE_TOOLS, type ControlPlaneToolName, KWOK_TOOL } from './tools.ts';

/** Everything that a control plane is started from. */
export interface ControlPlaneParts {
  readonly tools: ToolPaths<ControlPlaneToolName>;
  readonly kwokStages: readonly string[];
}

/** Finds or builds everything that a control plane is started from, so that starting one later takes seconds. */
export async function prepareControlPlane(options: EnsureOptions = {}): Promise<ControlPlaneParts> {
  const tools = await ensureTools(CONTROL_PLANE_TOOLS, options);
  return { tools, kwokStages: await ensureKwokStages(KWOK_TOOL) };
}
