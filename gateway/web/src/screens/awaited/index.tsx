import { useEffect } from 'preact/hooks';
import { words } from '../../i18n';
import { onMessage } from '../../live';
import { reloadViews } from '../../store/views';
import en from './en.json';
import { FollowUps } from './FollowUps';
import hi from './hi.json';
import { Replies } from './Replies';

const t = words({ hi, en });

/** What this desk waits for: what it wants to be reminded of, and replies to the letters in its files. */
export default function Awaited() {
  useEffect(() => onMessage(() => reloadViews('awaited:')), []);
  return (
    <div class="awaited">
      <h1>{t('heading')}</h1>
      <FollowUps />
      <Replies />
    </div>
  );
}
