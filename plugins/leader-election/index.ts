export {
  createLeaderElection,
  type LeaderElection,
  type LeaderElectionOptions,
} from './leader-election.ts';
export { findLiveHolder, type LiveHolder } from './live-holders.ts';
