import { randomBytes } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** A user of the API server who presents a token. */
export interface User {
  readonly name: string;
  readonly groups?: readonly string[];
}

/** Who the testbed itself is at the API server. */
export const ADMIN_USER = 'admin';

/** The user of kube-controller-manager, kube-scheduler and kwok; named `system:` so that audit counts leave it out. */
export const WORKLOADS_USER = 'system:testbed-workloads';

const ADMINS = 'system:masters';

/** The users of an API server and where each one's token is. */
export interface UserTokens {
  readonly tokenFile: string;
  /** @throws when there is no such user */
  tokenOf(user: string): string;
}

/** Writes a static token file (kube-apiserver `--token-auth-file`) with the testbed's own users and those given. */
export async function writeUserTokens(folder: string, users: readonly User[]): Promise<UserTokens> {
  const all: readonly User[] = [
    { name: ADMIN_USER, groups: [ADMINS] },
    { name: WORKLOADS_USER, groups: [ADMINS] },
    ...users,
  ];
  const tokens = new Map(all.map((user) => [user.name, randomBytes(24).toString('base64url')]));
  if (tokens.size !== all.length) throw new Error('Two users of the testbed have one name');

  const tokenOf = (name: string): string => {
    const token = tokens.get(name);
    if (token === undefined)
      throw new Error(`The testbed has no user ${name}; it knows ${[...tokens.keys()].join(', ')}`);
    return token;
  };
  const tokenFile = join(folder, 'tokens.csv');
  const rows = all.map(
    ({ name, groups = [] }) => `${tokenOf(name)},${name},${name},"${groups.join(',')}"\n`,
  );
  await writeFile(tokenFile, rows.join(''), { mode: 0o600 });
  return { tokenFile, tokenOf };
}
