// @vitest-environment happy-dom
import { render } from 'preact';
import { afterEach, expect, it, vi } from 'vitest';
import { useKeys, useLayer } from '.';

const place = document.createElement('div');
document.body.append(place);
afterEach(() => render(null, place));

const press = (key: string) => document.dispatchEvent(new KeyboardEvent('keydown', { key, cancelable: true }));
const forward = vi.fn();

function Screen({ covered = false }: { covered?: boolean }) {
  useKeys({ F: { label: 'forward', run: forward } });
  return (
    <>
      <button type="button">forward</button>
      {covered && <Cover />}
    </>
  );
}
function Cover() {
  useLayer(1);
  return <dialog />;
}

it('hears a key from the moment its button is there, and no more once a dialogue covers it', () => {
  render(<Screen />, place);
  press('f');
  expect(forward).toHaveBeenCalledTimes(1);

  render(<Screen covered />, place);
  press('f');
  expect(forward).toHaveBeenCalledTimes(1);
});
