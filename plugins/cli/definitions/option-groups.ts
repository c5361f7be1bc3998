import type { OptionDefinition } from '../command-definition.ts';

/** Which Katalogs a command is about; `-k` and `-f` mean the same (cli-api §0). */
export const documentOptions: readonly OptionDefinition[] = [
  {
    flags: '-k, --katalog <path>',
    description: 'Katalog file or folder, - for standard input; repeatable, or comma-separated',
    isList: true,
    defaultText: 'katalog.yaml or komposer.yaml here',
  },
  { flags: '-f, --file <path>', description: 'the same as --katalog', isList: true },
];

export const outputOption: OptionDefinition = {
  flags: '-o, --output <form>',
  description: 'form of the output: text, json or yaml',
  defaultText: 'text',
};

/** Where generated manifests go, and in which form. */
export function targetOptions(defaultFile?: string): readonly OptionDefinition[] {
  return [
    {
      flags: '-o, --output <form>',
      description: 'form of the manifests: yaml or json; without --out they are printed',
      defaultText: 'yaml',
    },
    {
      flags: '--out <file>',
      description: 'file to write, - for stdout',
      defaultText: defaultFile ?? 'stdout',
    },
    { flags: '--force', description: 'overwrite a file that was changed by hand' },
    { flags: '--dry-run', description: 'print what a file would hold, write none' },
  ];
}

export const debugOption: OptionDefinition = {
  flags: '--debug',
  description: 'print where an error arose',
};

export const logOptions: readonly OptionDefinition[] = [
  {
    flags: '--log-level <level>',
    description: 'least level of log lines: debug, info, warn or error',
    defaultText: 'info',
  },
  {
    flags: '--log-format <form>',
    description: 'form of log lines: auto, pretty (or text) or json',
    defaultText: 'auto: pretty on a terminal, json elsewhere',
  },
  { flags: '-v, --verbose', description: 'the same as --log-level debug' },
];

/** Settings of the runtime that `ork run` and `ork dev` share. */
export const runtimeOptions: readonly OptionDefinition[] = [
  { flags: '--config <path>', description: 'file with settings (YAML or JSON)' },
  { flags: '--bind <address>', description: 'address of the HTTP API', defaultText: '127.0.0.1' },
  {
    flags: '--port <number>',
    description: 'port of the HTTP API, 0 for a free one',
    defaultText: '8080',
  },
  {
    flags: '--workers <number>',
    description: 'workers of a CRD that names none',
    defaultText: '3',
  },
  {
    flags: '--resync <duration>',
    description: 'resync of a CRD that names none',
    defaultText: '15s',
  },
  {
    flags: '--qps <number>',
    description: 'API requests a second, 0 for no limit',
    defaultText: '0',
  },
  {
    flags: '--burst <number>',
    description: 'API requests that may exceed the rate at once',
    defaultText: '100',
  },
];
