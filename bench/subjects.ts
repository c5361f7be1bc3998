import { orkestra } from './orkestra/peer.ts';
import { PEERS, type Peer } from './peers/index.ts';

/** Everyone who is measured, ourselves first. */
export const subjects: readonly Peer[] = [orkestra, ...PEERS];
