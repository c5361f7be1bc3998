const SUBDOMAIN = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;
const LABEL = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/;
const LABEL_1035 = /^[a-z]([-a-z0-9]*[a-z0-9])?$/;
const QUALIFIED = /^([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]$/;
const LABEL_VALUE = /^(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?$/;

const SUBDOMAIN_RULE =
  "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')";
const LABEL_RULE =
  "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end with an alphanumeric character (e.g. 'my-name',  or '123-abc', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?')";
const LABEL_1035_RULE =
  "a DNS-1035 label must consist of lower case alphanumeric characters or '-', start with an alphabetic character, and end with an alphanumeric character (e.g. 'my-name',  or 'abc-123', regex used for validation is '[a-z]([-a-z0-9]*[a-z0-9])?')";
const QUALIFIED_RULE =
  "name part must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]')";
const LABEL_VALUE_RULE =
  "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyValue',  or 'my_value',  or '12345', regex used for validation is '(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?')";

function check(text: string, rule: { max: number; form: RegExp; text: string }): string[] {
  const findings: string[] = [];
  if (text.length > rule.max) findings.push(`must be no more than ${rule.max} bytes`);
  if (!rule.form.test(text)) findings.push(rule.text);
  return findings;
}

/** Findings about a name that must be a DNS subdomain (RFC 1123), as most names. */
export function subdomainFindings(name: string): readonly string[] {
  return check(name, { max: 253, form: SUBDOMAIN, text: SUBDOMAIN_RULE });
}

/** Findings about a name that must be a DNS label (RFC 1123), as namespaces. */
export function labelFindings(name: string): readonly string[] {
  const text = SUBDOMAIN.test(name) ? 'must not contain dots' : LABEL_RULE;
  return check(name, { max: 63, form: LABEL, text });
}

/** Findings about a name that must be a DNS label of the older kind (RFC 1035), as Services. */
export function label1035Findings(name: string): readonly string[] {
  return check(name, { max: 63, form: LABEL_1035, text: LABEL_1035_RULE });
}

/** Findings about a name that is part of a path and nothing more, as those of RBAC. */
export function pathSegmentFindings(name: string): readonly string[] {
  if (name === '.' || name === '..') return [`may not be '${name}'`];
  return ['/', '%']
    .filter((sign) => name.includes(sign))
    .map((sign) => `may not contain '${sign}'`);
}

/** Findings about a key of a label, annotation or finalizer: a name with an optional DNS prefix. */
export function qualifiedNameFindings(key: string): readonly string[] {
  const parts = key.split('/');
  const name = parts.at(-1) ?? '';
  if (parts.length > 2) {
    return [
      `a valid label key must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]') with an optional DNS subdomain prefix and '/' (e.g. 'example.com/MyName')`,
    ];
  }
  const findings: string[] = [];
  const [prefix] = parts.length === 2 ? parts : [];
  if (prefix === '') findings.push('prefix part must be non-empty');
  else if (prefix !== undefined) {
    findings.push(...subdomainFindings(prefix).map((finding) => `prefix part ${finding}`));
  }
  if (name === '') findings.push('name part must be non-empty');
  else if (name.length > 63) findings.push('name part must be no more than 63 bytes');
  if (!QUALIFIED.test(name)) findings.push(QUALIFIED_RULE);
  return findings;
}

/** Findings about a label's value. */
export function labelValueFindings(value: string): readonly string[] {
  return check(value, { max: 63, form: LABEL_VALUE, text: LABEL_VALUE_RULE });
}
