import { isIP, isIPv4, isIPv6 } from 'node:net';

const DURATION =
  /^[+-]?(\d+(\.\d*)?|\.\d+)(ns|us|µs|ms|s|m|h|d|w)(\d+(\.\d*)?(ns|us|µs|ms|s|m|h|d|w))*$/;
const UUID = /^[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12}$/i;
const DATE_TIME = /^\d{4}-\d{2}-\d{2}[Tt ]\d{2}:\d{2}:\d{2}(\.\d+)?([Zz]|[+-]\d{2}:\d{2})$/;
const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;
const HOSTNAME =
  /^(?=.{1,253}$)[A-Za-z0-9]([-A-Za-z0-9]{0,61}[A-Za-z0-9])?(\.[A-Za-z0-9]([-A-Za-z0-9]{0,61}[A-Za-z0-9])?)*$/;
const DNS_LABEL = /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/;

function isCidr(text: string): boolean {
  const [address = '', bits = ''] = text.split('/');
  const max = isIPv4(address) ? 32 : 128;
  return isIP(address) !== 0 && /^\d{1,3}$/.test(bits) && Number(bits) <= max;
}

/** String formats the API server checks; any other is accepted and means nothing. */
const FORMATS: Readonly<Record<string, (text: string) => boolean>> = {
  byte: (text) => BASE64.test(text),
  cidr: isCidr,
  date: (text) => /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text)),
  'date-time': (text) => DATE_TIME.test(text) && !Number.isNaN(Date.parse(text)),
  duration: (text) => DURATION.test(text),
  email: (text) => /^[^\s@]+@[^\s@]+$/.test(text),
  hostname: (text) => HOSTNAME.test(text),
  ipv4: isIPv4,
  ipv6: isIPv6,
  'k8s-short-name': (text) => DNS_LABEL.test(text),
  mac: (text) => /^[0-9a-f]{2}([:-][0-9a-f]{2}){5}$/i.test(text),
  uri: (text) => URL.canParse(text),
  uuid: (text) => UUID.test(text),
};

/** Whether the text has the format. */
export function hasFormat(format: string, text: string): boolean {
  return Object.hasOwn(FORMATS, format) ? (FORMATS[format]?.(text) ?? true) : true;
}
