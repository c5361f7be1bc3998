import type { CommandDefinition } from '../command-definition.ts';
import { completionDefinition } from './completion.ts';
import { devDefinition } from './dev.ts';
import { generateDefinition } from './generate.ts';
import { initDefinition } from './init.ts';
import { releaseDefinition } from './release.ts';
import { runDefinition } from './run.ts';
import { templateDefinition } from './template.ts';
import { validateDefinition } from './validate.ts';
import { versionDefinition } from './version.ts';

/** All commands, in the order of the help. */
export const definitions: readonly CommandDefinition[] = [
  initDefinition,
  devDefinition,
  runDefinition,
  validateDefinition,
  templateDefinition,
  generateDefinition,
  releaseDefinition,
  versionDefinition,
  completionDefinition,
];
