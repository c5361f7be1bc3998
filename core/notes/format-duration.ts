/** A duration as Go prints it: `36h0m0s`, `1.5s`, `250ms`. */
export function formatDuration(milliseconds: number): string {
  const nanoseconds = Math.round(milliseconds * 1e6);
  if (nanoseconds === 0) return '0s';
  const sign = nanoseconds < 0 ? '-' : '';
  const size = Math.abs(nanoseconds);
  if (size < 1e3) return `${sign}${size}ns`;
  if (size < 1e6) return `${sign}${fraction(size, 3)}µs`;
  if (size < 1e9) return `${sign}${fraction(size, 6)}ms`;
  const totalSeconds = Math.floor(size / 1e9);
  const seconds = fraction((totalSeconds % 60) * 1e9 + (size % 1e9), 9);
  const minutes = Math.floor(totalSeconds / 60);
  if (minutes === 0) return `${sign}${seconds}s`;
  const hours = Math.floor(minutes / 60);
  if (hours === 0) return `${sign}${minutes}m${seconds}s`;
  return `${sign}${hours}h${minutes % 60}m${seconds}s`;
}

function fraction(value: number, digits: number): string {
  const unit = 10 ** digits;
  const rest = String(value % unit)
    .padStart(digits, '0')
    .replace(/0+$/, '');
  const whole = String(Math.floor(value / unit));
  return rest === '' ? whole : `${whole}.${rest}`;
}
