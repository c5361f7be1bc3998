// `npm run bench [-- --resources N --runs N --only name,name]`: measures `ork run` and its peers in one run and writes bench/RESULTS.md.
import '../test/testbed/typescript.mjs';

await import('./main.ts');
