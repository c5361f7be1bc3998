export {
  createLeaderElection,
  type LeaderElection,
  type LeaderElectionOptions,
} from './leader-election.ts';
