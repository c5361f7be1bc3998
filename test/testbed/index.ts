export {
  type AuditCount,
  type AuditCountOptions,
  auditLogEnd,
  readAuditCounts,
  sumCounts,
} from './audit-log.ts';
export { type EnsureOptions, ensureTools, type ToolPaths } from './build.ts';
export { cacheKey, cacheRoot, partialName } from './cache-folder.ts';
export {
  type Component,
  type ComponentExit,
  type ComponentOptions,
  startComponent,
} from './component.ts';
export type { ControlPlane, ControlPlaneOptions } from './control-plane.ts';
export { findTool } from './find-tool.ts';
export { cachedToolPath } from './go-build.ts';
export { type GoTool, pinnedVersion } from './go-tool.ts';
export type { KubectlOptions } from './kubectl.ts';
export { ensureModuleFiles, type ModuleFiles } from './module-files.ts';
export { freePort } from './ports.ts';
export { prepareControlPlane } from './prepare.ts';
export { answersOk } from './probe.ts';
export { type Progress, stderrProgress, withProgress } from './progress.ts';
export {
  type CommandOptions,
  type CommandResult,
  requireCommand,
  runCommand,
} from './run-command.ts';
export { startControlPlane } from './start-control-plane.ts';
export { createStateFolder, type StateFolder } from './state-folder.ts';
export { CONTROL_PLANE_TOOLS, KUBECTL_TOOL } from './tools.ts';
export type { User } from './users.ts';
