/** What is wrong with a name, or nothing. */
export type NameRule = (name: string) => string | undefined;

const LABEL = /^[a-z0-9]([a-z0-9-]*[a-z0-9])?$/;
const LABEL_1035 = /^[a-z]([a-z0-9-]*[a-z0-9])?$/;
const SUBDOMAIN = /^[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*$/;
const WILDCARD_HOST = /^(\*\.)?[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*$/;
const QUALIFIED = /^([A-Za-z0-9]([A-Za-z0-9_.-]*[A-Za-z0-9])?)$/;

function rule(pattern: RegExp, max: number, words: string): NameRule {
  return (name) =>
    name.length <= max && pattern.test(name) ? undefined : `"${name}" is not ${words}`;
}

/** DNS-1123 subdomain: names of most objects (Kubernetes, "Object Names and IDs"). */
export const subdomainName: NameRule = rule(
  SUBDOMAIN,
  253,
  'a DNS-1123 subdomain: lower-case letters, digits, "-" and ".", beginning and ending with a letter or digit, at most 253 characters',
);

/** DNS-1123 label: names of namespaces, volumes and ports. */
export const labelName: NameRule = rule(
  LABEL,
  63,
  'a DNS-1123 label: lower-case letters, digits and "-", beginning and ending with a letter or digit, at most 63 characters',
);

/** DNS-1035 label: names of Services. */
export const serviceName: NameRule = rule(
  LABEL_1035,
  63,
  'a DNS-1035 label: lower-case letters, digits and "-", beginning with a letter, ending with a letter or digit, at most 63 characters',
);

/** Names of CronJobs: room is left for the suffix of their Jobs. */
export const cronJobName: NameRule = rule(
  SUBDOMAIN,
  52,
  'a DNS-1123 subdomain of at most 52 characters, as CronJobs need',
);

/** Names of Jobs, which become a label of their Pods. */
export const jobName: NameRule = rule(
  SUBDOMAIN,
  63,
  'a DNS-1123 subdomain of at most 63 characters, as Jobs need',
);

/** Hosts of an Ingress; the first label may be `*`. */
export const hostName: NameRule = rule(
  WILDCARD_HOST,
  253,
  'a host name such as shop.example.com or *.example.com',
);

const dataKeyCharacters: NameRule = rule(
  /^[-._a-zA-Z0-9]+$/,
  253,
  'a key of letters, digits, "-", "_" and ".", at most 253 characters',
);

/** Keys of ConfigMaps and Secrets, which become names of files. */
export const dataKey: NameRule = (key) => {
  if (key === '.' || key === '..') return `"${key}" is not a key: it must not be "${key}"`;
  if (key.startsWith('..')) return `"${key}" is not a key: it must not start with ".."`;
  return dataKeyCharacters(key);
};

/** Names of environment variables: any printable ASCII but `=`. */
export const environmentName: NameRule = rule(
  /^[ -<>-~]+$/,
  4096,
  'a name of an environment variable: printable ASCII without "="',
);

/** Names of custom objects: whatever fits into a path of the API. */
export const pathName: NameRule = (name) =>
  name !== '.' && name !== '..' && /^[^/%\s]{1,253}$/.test(name)
    ? undefined
    : `"${name}" is not a name: it may not be "." or "..", nor hold "/", "%" or white space`;

/** Values of labels. */
export const labelValue: NameRule = (value) =>
  value === '' || (value.length <= 63 && QUALIFIED.test(value))
    ? undefined
    : `"${value}" is not a label value: letters, digits, "-", "_" and ".", at most 63 characters`;

/** Keys of labels and annotations: `name` or `prefix/name`. */
export const qualifiedKey: NameRule = (key) => {
  const slash = key.indexOf('/');
  const [prefix, name] = [key.slice(0, Math.max(slash, 0)), key.slice(slash + 1)];
  const isValid =
    name.length <= 63 && QUALIFIED.test(name) && (slash < 0 || subdomainName(prefix) === undefined);
  return isValid ? undefined : `"${key}" is not a key such as app or example.com/app`;
};
