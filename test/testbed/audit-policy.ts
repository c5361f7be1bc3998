import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Where the API server reads its audit policy and writes its audit log. */
export interface AuditFiles {
  readonly policyPath: string;
  readonly logPath: string;
}

/** Every request of every user, without bodies: `Metadata` is the least that still names user, verb, resource and code. */
const POLICY = {
  apiVersion: 'audit.k8s.io/v1',
  kind: 'Policy',
  omitStages: ['RequestReceived'],
  omitManagedFields: true,
  rules: [
    // What the API server does to itself says nothing about an operator and would be most of the log.
    { level: 'None', users: ['system:apiserver', 'system:anonymous'] },
    { level: 'Metadata' },
  ],
};

/** Writes the audit policy and says where the log will be. */
export async function writeAuditPolicy(folder: string): Promise<AuditFiles> {
  const policyPath = join(folder, 'audit-policy.json');
  await writeFile(policyPath, JSON.stringify(POLICY));
  return { policyPath, logPath: join(folder, 'audit.log') };
}

/** The flags that switch auditing on. One file, never rotated: counts must not lose their beginning. */
export function auditFlags(files: AuditFiles): readonly string[] {
  return [
    `--audit-policy-file=${files.policyPath}`,
    `--audit-log-path=${files.logPath}`,
    '--audit-log-format=json',
    '--audit-log-maxsize=100000',
  ];
}
