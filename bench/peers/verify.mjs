// `node bench/peers/verify.mjs [NAME...]`: runs each peer on a real control plane and checks that it does what the benchmark expects.
import '../../test/testbed/typescript.mjs';

const { verifyPeers } = await import('./verify.ts');
await verifyPeers(process.argv.slice(2));
