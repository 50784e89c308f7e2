import { describe, expect, it } from 'vitest';
import { aRow } from './builders';
import { parking, unparking } from './parking';

describe('parking from the desk', () => {
  const rows = [aRow({ id: 'a', custody_number: 4 }), aRow({ id: 'b', custody_number: 7 })];

  it('puts each file aside for the stay that was seen', () => {
    const items = parking(rows, 'शासन के उत्तर की प्रतीक्षा', '2026-12-15');

    expect(items.map(({ acts }) => acts)).toMatchObject([
      [{ kind: 'park_file', path: '/files/a/park', queue: 'a', body: { until: '2026-12-15', custody_number: 4 } }],
      [{ kind: 'park_file', path: '/files/b/park', queue: 'b', body: { custody_number: 7 } }],
    ]);
  });

  it('takes each up again without a reason', () => {
    expect(unparking(rows)[1]?.acts).toMatchObject([
      { kind: 'unpark_file', path: '/files/b/unpark', body: { custody_number: 7 } },
    ]);
  });
});
