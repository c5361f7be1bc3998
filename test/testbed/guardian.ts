import { type ChildProcess, spawn } from 'node:child_process';

/**
 * Reads `add PGID`, `drop PGID`, `folder PATH` and `nofolder PATH`, and ends what is still on its lists once its standard input closes.
 * A pipe closes however its writer ends, `kill -9` included, which exit and signal handlers do not survive.
 */
const SCRIPT = `
groups=' ' folders=''
while read -r verb value; do
  case "$verb" in
    add) groups="$groups$value " ;;
    drop) groups="\${groups%% $value *} \${groups#* $value }" ;;
    folder) folders="$folders$value
" ;;
    nofolder) folders=$(printf '%s' "$folders" | grep -vxF -- "$value"; echo x); folders=\${folders%x} ;;
  esac
done
for group in $groups; do kill -s KILL -- "-$group" 2>/dev/null; done
printf '%s' "$folders" | while read -r folder; do rm -rf -- "$folder"; done
`;

let guardian: ChildProcess | undefined;

/** Makes sure that the process group is killed when this process ends in whatever way. */
export function guardProcessGroup(pgid: number): void {
  tell(`add ${pgid}`);
}

/** Forgets a process group that has ended, so that its number can be used by others. */
export function releaseProcessGroup(pgid: number): void {
  tell(`drop ${pgid}`);
}

/** Makes sure that a scratch folder is removed when this process ends in whatever way. */
export function guardFolder(path: string): void {
  tell(`folder ${path}`);
}

/** Forgets a scratch folder that has been removed. */
export function releaseFolder(path: string): void {
  tell(`nofolder ${path}`);
}

function tell(line: string): void {
  guardian ??= startGuardian();
  guardian.stdin?.write(`${line}\n`);
}

function startGuardian(): ChildProcess {
  // A session of its own: Ctrl-C in the terminal must not end it before its work is done.
  const child = spawn('sh', ['-c', SCRIPT], {
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  child.unref();
  const stdin = child.stdin;
  if (stdin !== null && 'unref' in stdin && typeof stdin.unref === 'function') stdin.unref();
  return child;
}
