import { controllerRuntime } from './controller-runtime/peer.ts';
import { kopf } from './kopf/peer.ts';
import { kro } from './kro/peer.ts';
import type { Peer } from './peer.ts';

export type { Peer, PeerStartOptions, RunningPeer } from './peer.ts';

/** Everyone the benchmark compares with, the yardstick first. */
export const PEERS: readonly Peer[] = [controllerRuntime, kro, kopf];
