import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { type CommandIo, run } from '../../plugins/cli/index.ts';

/** A folder with some files, and `ork` run in it. */
export interface CommandWorld {
  readonly folder: string;
  /** What its commands may touch. */
  readonly io: CommandIo;
  /** What reached stdout and stderr so far. */
  readonly output: { stdout: string; stderr: string };
  /** Runs `ork`; gives exit code and what this run printed. */
  ork(...argv: string[]): Promise<CommandResult>;
  /** Ends what runs, as Ctrl-C does. */
  interrupt(): void;
  /** What is done before the process ends, however that comes. */
  exit(): void;
  remove(): Promise<void>;
}

export interface CommandResult {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface CommandWorldOptions {
  readonly files?: Readonly<Record<string, string>>;
  readonly env?: Readonly<Record<string, string>>;
  readonly isTty?: boolean;
  /** Processes of the machine; any by default. */
  readonly running?: readonly number[];
  /** What standard input holds. */
  readonly stdin?: string | Uint8Array;
}

/** Makes a temporary folder with files. */
export async function commandWorld(options: CommandWorldOptions = {}): Promise<CommandWorld> {
  const folder = await mkdtemp(join(tmpdir(), 'ork-cli-'));
  for (const [path, text] of Object.entries(options.files ?? {})) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
  const output = { stdout: '', stderr: '' };
  const controller = new AbortController();
  const atExit = new Set<() => void>();
  const sink = (name: 'stdout' | 'stderr'): CommandIo['stdout'] => ({
    isTty: options.isTty ?? false,
    columns: 80,
    write(text) {
      output[name] += text;
    },
  });
  const io: CommandIo = {
    stdout: sink('stdout'),
    stderr: sink('stderr'),
    stdin: async () => Buffer.from(options.stdin ?? ''),
    env: options.env ?? {},
    cwd: folder,
    process: {
      id: process.pid,
      isRunning: (id) => options.running?.includes(id) ?? true,
      beforeExit(task) {
        atExit.add(task);
        return () => void atExit.delete(task);
      },
    },
    nodeVersion: '20.19.0',
    signal: controller.signal,
  };
  return {
    folder,
    io,
    output,
    async ork(...argv) {
      const before = { ...output };
      const code = await run(argv, io);
      return {
        code,
        stdout: output.stdout.slice(before.stdout.length),
        stderr: output.stderr.slice(before.stderr.length),
      };
    },
    interrupt: () => controller.abort(),
    exit() {
      for (const task of atExit) task();
    },
    remove: () => rm(folder, { recursive: true }),
  };
}

/** The first Katalog of the README, with changes to its text. */
export function websiteKatalog(change: (text: string) => string = (text) => text): string {
  return change(`apiVersion: orkestra.orkspace.io/v1
kind: Katalog
metadata:
  name: website-operator
spec:
  crds:
    website:
      apiTypes:
        group: demo.orkestra.io
        version: v1alpha1
        kind: Website
        plural: websites
      operatorBox:
        onCreate:
          deployments:
            - name: "{{ .metadata.name }}"
              image: "{{ .spec.image }}"
              replicas: "{{ .spec.replicas }}"
              reconcile: true
          services:
            - name: "{{ .metadata.name }}"
              port: 80
              targetPort: "{{ .spec.port }}"
              reconcile: true
`);
}

/** A custom resource for it. */
export const websiteCr = `apiVersion: demo.orkestra.io/v1alpha1
kind: Website
metadata:
  name: hello
spec:
  image: nginx:1.27
  replicas: 2
  port: 8080
`;
