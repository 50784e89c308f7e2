import type { Row } from './rows';

interface Props {
  act: 'forward' | 'approve';
  rows: Row[];
  onClose: () => void;
  onHeld: () => void;
}

export default function Bulk(_: Props) {
  return null;
}
