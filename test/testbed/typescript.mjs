/**
 * Import this first, and the process can import `.ts` files: Node 20 does not strip types by itself. Used by `scripts/e2e.mjs` and
 * `bench/run.mjs`; `node --import ./test/testbed/typescript.mjs file.ts` works as well. Sources keep their own `import.meta.url`,
 * which a bundle would not.
 */
import { register } from 'node:module';

register('./typescript-hooks.mjs', import.meta.url);
