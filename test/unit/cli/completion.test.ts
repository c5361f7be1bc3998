import { spawnSync } from 'node:child_process';
import { afterEach, describe, expect, test } from 'vitest';
import { type CommandWorld, commandWorld } from '../../helpers/command-io.ts';

let world: CommandWorld | undefined;
afterEach(() => world?.remove());

describe('ork completion', () => {
  test.each(['bash', 'zsh', 'fish', 'powershell'])(
    'knows every command and flag in %s',
    async (shell) => {
      world = await commandWorld();

      const { code, stdout } = await world.ork('completion', shell);

      expect(code).toBe(0);
      for (const word of [
        'init',
        'dev',
        'run',
        'validate',
        'template',
        'generate',
        'rbac',
        'kubeconfig-out',
      ])
        expect(stdout).toContain(word);
    },
  );

  test.each([
    { line: 'ork va', offered: ['validate'] },
    { line: 'ork generate ', offered: ['--help', '-h', 'crd', 'rbac'] },
    { line: 'ork generate rbac --dry', offered: ['--dry-run'] },
    { line: 'ork run -k katalog.yaml --expl', offered: ['--explain'] },
  ])('completes "$line" in bash', async ({ line, offered }) => {
    world = await commandWorld();
    const { stdout } = await world.ork('completion', 'bash');
    const words = line.split(' ');
    const script = `${stdout}
COMP_WORDS=(${words.map((word) => `'${word}'`).join(' ')})
COMP_CWORD=${words.length - 1}
_ork
printf '%s\\n' "\${COMPREPLY[@]}"`;

    const done = spawnSync('bash', ['-c', script], { encoding: 'utf8' });

    expect(done.stderr).toBe('');
    expect(done.stdout.trim().split('\n').sort()).toEqual(offered);
  });
});
