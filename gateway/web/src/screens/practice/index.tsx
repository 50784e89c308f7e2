import { useEffect, useState } from 'preact/hooks';
import { actingPost } from '../../api/session';
import { language, number, words } from '../../i18n';
import { Waiting } from '../../parts/Waiting';
import { SampleDesk } from './SampleDesk';
import en from './en.json';
import hi from './hi.json';
import { keep, kept } from './keeping';
import './practice.css';
import { TASKS, doneOf } from './tasks';
import { type PracticeRole, ROLES, type World, begin } from './world';

const t = words({ hi, en });

function ownRole(): PracticeRole {
  const roles = actingPost.value?.roles ?? [];
  if (roles.includes('receipt')) return 'reception';
  return roles.some((role) => role === 'section_officer' || role === 'adm' || role === 'dm') ? 'officer' : 'clerk';
}

/** Sample files to try everything on. They exist in this browser only. */
export default function Practice() {
  const [world, setWorld] = useState<World | null>(null);
  useEffect(() => {
    void kept().then((found) => setWorld(found ?? begin(ownRole())));
  }, []);
  useEffect(() => {
    document.title = `${t('heading')} · पत्रावली`;
  }, [language.value]);
  if (!world) return <Waiting />;

  function act(next: World): void {
    const all = TASKS[next.role].length;
    const isFirstTime = world !== null && doneOf(next) === all && doneOf(world) < all;
    const counted = isFirstTime ? { ...next, rounds: next.rounds + 1 } : next;
    setWorld(counted);
    void keep(counted);
  }

  return (
    <div class="practice">
      <p class="practice-mark" role="note">
        <strong>{t('mark')}</strong> {t('mark_note')}
      </p>
      <h1>{t('heading')}</h1>
      <div class="sides">
        <Tasks world={world} onBegin={(role) => act(begin(role, world.rounds))} />
        <SampleDesk key={world.role} world={world} onAct={act} />
      </div>
    </div>
  );
}

function Tasks({ world, onBegin }: { world: World; onBegin: (role: PracticeRole) => void }) {
  const tasks = TASKS[world.role];
  const done = doneOf(world);
  return (
    <section class="card tasks" aria-labelledby="tasks">
      <h2 id="tasks">{t('tasks')}</h2>
      <label>
        {t('role')}{' '}
        <select value={world.role} onChange={(event) => onBegin(event.currentTarget.value as PracticeRole)}>
          {ROLES.map((role) => (
            <option key={role} value={role}>
              {t(`role_${role}`)}
            </option>
          ))}
        </select>
      </label>
      <p role="status">
        {t('done_count', { done: number(done), all: number(tasks.length) })}
        {done === tasks.length && <strong> {t('all_done')}</strong>}
      </p>
      <progress max={tasks.length} value={done} aria-label={t('tasks')} />
      <ol>
        {tasks.map((task) => (
          <li key={task.id} class={task.isDone(world) ? 'done' : undefined}>
            <span aria-hidden="true">{task.isDone(world) ? '✓' : '○'}</span>
            <span>
              {t(`task_${task.id}` as keyof typeof hi)}
              {task.isDone(world) && <span class="hidden-text"> ({t('done')})</span>}
            </span>
          </li>
        ))}
      </ol>
      <button type="button" onClick={() => onBegin(world.role)}>
        {t('again')}
      </button>
      {world.rounds > 0 && <p class="soft">{t('rounds', { count: number(world.rounds) })}</p>}
    </section>
  );
}
