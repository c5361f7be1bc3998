import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** A program built from a pinned Go module. */
export interface GoTool {
  /** File name of the program. */
  readonly name: string;
  /** Folder with the `go.mod` and `go.sum` that pin it. */
  readonly moduleFolder: string;
  /** What `go build` is asked for: an import path, or `.` for a program that lives in `moduleFolder`. */
  readonly package: string;
  /** The required module whose version is the tool's version. */
  readonly pinnedBy: string;
  /** Arguments that make it print its version; without them a program on `PATH` is never taken. */
  readonly versionArgs?: readonly string[];
  /** Variables to set at link time, given the version. */
  readonly linkVariables?: (version: string) => readonly string[];
}

/** The version that the module folder's `go.mod` requires of `tool.pinnedBy`, such as `v1.36.3`. @throws when there is none. */
export async function pinnedVersion(
  tool: Pick<GoTool, 'moduleFolder' | 'pinnedBy'>,
): Promise<string> {
  const file = join(tool.moduleFolder, 'go.mod');
  for (const line of (await readFile(file, 'utf8')).split('\n')) {
    const [module, version] = line
      .replace(/^\s*require\s/, '')
      .trim()
      .split(/\s+/);
    if (module === tool.pinnedBy && version?.startsWith('v') === true) return version;
  }
  throw new Error(`${file} does not require ${tool.pinnedBy}`);
}

/** The environment of every `go` command here: pinned versions only, no workspace, no C compiler. */
export function goEnvironment(): NodeJS.ProcessEnv {
  return { ...process.env, CGO_ENABLED: '0', GOFLAGS: '-mod=readonly', GOWORK: 'off' };
}
