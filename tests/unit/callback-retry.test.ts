import { nextWait } from '../../plugins/asset-provenance/server/src/callbacks/retry';

const at = (attempts: number, changes = {}) =>
  nextWait({ attempts, firstRetrySeconds: 10, age: 0, retryAfter: null, ...changes }, () => 0);

describe('the wait before a callback is tried again', () => {
  it('grows from seconds to hours, and ends', () => {
    const waits = [1, 2, 3, 4, 5, 6, 7, 8, 9].map((attempts) => at(attempts));
    expect(waits).toEqual([10, 60, 300, 1800, 3600, 7200, 14_400, 28_800, null]);
  });

  it('is never shorter than the address asks for', () => {
    expect(at(1, { retryAfter: 120 })).toBe(120);
    expect(at(4, { retryAfter: 120 })).toBe(1800);
  });

  it('is not granted to what has waited as long as that behind others', () => {
    expect(at(1, { age: 50_000 })).toBe(10);
    expect(at(1, { age: 70_000 })).toBeNull();
  });

  it('differs a little from one to the next', () => {
    const far = nextWait(
      { attempts: 1, firstRetrySeconds: 10, age: 0, retryAfter: null },
      () => 0.999
    );
    expect(far).toBeGreaterThan(10.9);
    expect(far).toBeLessThan(11);
  });
});
