import type { CommandDefinition } from '../command-definition.ts';
import { debugOption, outputOption } from './option-groups.ts';

export const versionDefinition: CommandDefinition = {
  name: 'version',
  summary: 'print version and platform',
  options: [outputOption, debugOption],
  examples: [{ command: 'ork version -o json', description: 'For scripts' }],
  load: () => import('../commands/version.ts'),
};
