import type { JsonObject } from '../json/record.ts';
import { recordAt } from '../json/record.ts';
import type { KubeObject } from '../object/kube-object.ts';

/** The one user of the cluster, who may do everything. */
const USER = { username: 'kubernetes-admin', groups: ['system:masters', 'system:authenticated'] };

const EVERYTHING = {
  resourceRules: [{ verbs: ['*'], apiGroups: ['*'], resources: ['*'] }],
  nonResourceRules: [{ verbs: ['*'], nonResourceURLs: ['*'] }],
  incomplete: false,
};

const ANSWERS: Readonly<Record<string, (object: KubeObject) => JsonObject>> = {
  SelfSubjectAccessReview: () => ({ allowed: true }),
  SubjectAccessReview: () => ({ allowed: true }),
  LocalSubjectAccessReview: () => ({ allowed: true }),
  SelfSubjectRulesReview: () => EVERYTHING,
  SelfSubjectReview: () => ({ userInfo: USER }),
  TokenReview: (object) => {
    const { token } = recordAt(object, 'spec');
    const isGiven = typeof token === 'string' && token !== '';
    return isGiven ? { authenticated: true, user: USER } : { user: {} };
  },
};

/** Answers a review of authorization.k8s.io or authentication.k8s.io. */
export function answerReview(object: KubeObject): KubeObject {
  return { ...object, status: ANSWERS[object.kind]?.(object) ?? {} };
}
