import { describe, expect, it } from 'vitest';
import { share, wantedOf } from './board';

const TODAY = '2026-03-17';
const wanted = (query: string) => wantedOf(new URLSearchParams(query), TODAY);

describe('the period of the board', () => {
  it('is the month until today where the address says nothing', () => {
    expect(wanted('')).toEqual({ since: '2026-03-01', until: TODAY, office: null });
  });

  it('is that of the address, and never beyond today or turned round', () => {
    expect(wanted('since=2025-12-05&until=2026-01-31&office=x')).toEqual({ since: '2025-12-05', until: '2026-01-31', office: 'x' });
    expect(wanted('until=2026-04-01').until).toBe(TODAY);
    expect(wanted('since=2026-03-18')).toMatchObject({ since: '2026-03-01', until: TODAY });
    expect(wanted('since=soon')).toMatchObject({ since: '2026-03-01' });
  });
});

describe('a share', () => {
  it('is in whole percent, and none of nothing', () => {
    expect(share(1, 3)).toBe(33);
    expect(share(0, 0)).toBeNull();
  });
});
