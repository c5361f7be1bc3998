// Bundles the command line into `dist/`: one entry, split so that a command loads only what it needs.
import { chmod, readdir, readFile, rm } from 'node:fs/promises';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { flattenBarrels } from './flatten-barrels.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const outdir = join(root, 'dist');

/** Nothing of ours does work when it is imported, so what a file does not use of another is left out. */
const pureSources = {
  name: 'pure-sources',
  setup(builder) {
    builder.onResolve(
      { filter: /^\.\.?\/.*\.ts$/ },
      async ({ importer, kind, path, resolveDir }) => {
        if (importer.includes(`${sep}node_modules${sep}`) || kind === 'entry-point')
          return undefined;
        return { path: resolve(resolveDir, path), sideEffects: false };
      },
    );
  },
};

/** As in plugins/cli/example-files.ts. */
const isExampleFile = (name) => name.endsWith('.yaml') && !name.endsWith('expected.yaml');

/** Puts the examples into the bundle in place of the module that reads them from the source tree. */
const embeddedExamples = {
  name: 'embedded-examples',
  setup(builder) {
    builder.onLoad({ filter: /[\\/]plugins[\\/]cli[\\/]example-files\.ts$/ }, async () => {
      const folder = join(root, 'examples');
      const names = await readdir(folder, { recursive: true });
      const paths = names.filter((name) => isExampleFile(name)).sort();
      const texts = await Promise.all(
        paths.map(async (path) => [
          path.split(sep).join('/'),
          await readFile(join(folder, path), 'utf8'),
        ]),
      );
      const contents = `const files = ${JSON.stringify(Object.fromEntries(texts))};
export const loadExampleFiles = async () => files;`;
      return { contents, loader: 'js', watchFiles: paths.map((path) => join(folder, path)) };
    });
  },
};

/** Of the Kubernetes client only the reader of kubeconfigs is used; its generated API would be four megabytes more. */
const kubeconfigOnly = {
  name: 'kubeconfig-only',
  setup(builder) {
    const folder = join(root, 'node_modules/@kubernetes/client-node/dist');
    builder.onResolve({ filter: /^@kubernetes\/client-node$/ }, () => ({
      path: join(folder, 'config.js'),
    }));
    builder.onResolve({ filter: /^\.\/gen\/index\.js$/ }, ({ importer }) =>
      dirname(importer) === folder
        ? { path: 'generated-api', namespace: 'kubeconfig-only' }
        : undefined,
    );
    builder.onLoad({ filter: /.*/, namespace: 'kubeconfig-only' }, () => ({
      contents: `const unused = () => { throw new TypeError('the generated API is not part of this build'); };
export { unused as createConfiguration };
export class ServerConfiguration {}`,
    }));
  },
};

/** Of undici only the dispatchers are used; its `fetch`, caches and mocks would cost every process 3 MB of memory. */
const dispatchersOnly = {
  name: 'dispatchers-only',
  setup(builder) {
    const folder = join(root, 'node_modules/undici/lib');
    const namespace = 'dispatchers-only';
    builder.onResolve({ filter: /^undici$/ }, () => ({ path: 'undici', namespace }));
    builder.onLoad({ filter: /.*/, namespace }, () => ({
      // As the package's own entry does it; a name that is not exported here fails the build.
      contents: `import api from './api/index.js';
import Agent from './dispatcher/agent.js';
import Dispatcher from './dispatcher/dispatcher.js';
import Pool from './dispatcher/pool.js';
import ProxyAgent from './dispatcher/proxy-agent.js';
Object.assign(Dispatcher.prototype, api);
export { Agent, Pool, ProxyAgent };`,
      resolveDir: folder,
    }));
  },
};

await rm(outdir, { recursive: true, force: true });
const result = await build({
  entryPoints: { ork: join(root, 'plugins/cli/main.ts') },
  outdir,
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node20.19',
  // Names stay as they are: traces and logs show them. `keepNames` would call a function for every closure that is made.
  minifyWhitespace: true,
  minifySyntax: true,
  sourcemap: true,
  sourcesContent: false,
  metafile: true,
  legalComments: 'linked',
  chunkNames: 'chunks/[name]-[hash]',
  banner: {
    // CommonJS packages in the bundle ask for Node's own modules by `require`.
    js: "import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);",
  },
  plugins: [pureSources, kubeconfigOnly, dispatchersOnly, embeddedExamples, flattenBarrels(root)],
  logLevel: 'warning',
});
await chmod(join(outdir, 'ork.js'), 0o755);

const outputs = Object.entries(result.metafile.outputs).filter(([path]) => path.endsWith('.js'));
const sizeBytes = outputs.reduce((sum, [, { bytes }]) => sum + bytes, 0);
process.stderr.write(
  `${relative(root, outdir)}: ${outputs.length} files, ${Math.round(sizeBytes / 1024)} KiB\n`,
);
