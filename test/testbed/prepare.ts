import { type EnsureOptions, ensureTools, type ToolPaths } from './build.ts';
import { ensureModuleFiles } from './module-files.ts';
import { CONTROL_PLANE_TOOLS, type ControlPlaneToolName, KWOK_TOOL } from './tools.ts';

/** Everything that a control plane is started from. */
export interface ControlPlaneParts {
  readonly tools: ToolPaths<ControlPlaneToolName>;
  readonly kwokStages: readonly string[];
}

/** Finds or builds everything that a control plane is started from, so that starting one later takes seconds. */
export async function prepareControlPlane(options: EnsureOptions = {}): Promise<ControlPlaneParts> {
  const tools = await ensureTools(CONTROL_PLANE_TOOLS, options);
  const kwokStages = await ensureModuleFiles({
    name: 'kwok-stages',
    tool: KWOK_TOOL,
    folders: ['kustomize/stage/node/fast', 'kustomize/stage/pod/fast'],
  });
  return { tools, kwokStages };
}
