import { findTool } from './find-tool.ts';
import { buildGoTool } from './go-build.ts';
import { type GoTool, pinnedVersion } from './go-tool.ts';
import { type Progress, stderrProgress, withProgress } from './progress.ts';

/** Paths of programs by their names. */
export type ToolPaths<Name extends string = string> = Readonly<Record<Name, string>>;

/** How to build: where progress goes (default: standard error) and what cancels it. */
export interface EnsureOptions {
  readonly progress?: Progress | undefined;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Finds each program, building those that are nowhere. Builds run one after the other: one `go build` already uses every core.
 *
 * @remarks A first build of the Kubernetes programs takes about 5 minutes on 2 cores; found programs cost milliseconds.
 * @throws when a program can neither be found nor built
 */
export async function ensureTools<Name extends string>(
  tools: readonly (GoTool & { readonly name: Name })[],
  options: EnsureOptions = {},
): Promise<ToolPaths<Name>> {
  const progress = options.progress ?? stderrProgress;
  const paths: Partial<Record<Name, string>> = {};
  for (const tool of tools) {
    paths[tool.name] =
      (await findTool(tool)) ??
      (await withProgress(`building ${tool.name} ${await pinnedVersion(tool)}`, progress, () =>
        buildGoTool(tool, options.signal),
      ));
  }
  return paths as Record<Name, string>;
}
