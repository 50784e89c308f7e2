import { useState } from 'preact/hooks';
import { either, number, words } from '../../i18n';
import { Trouble } from '../../parts/Trouble';
import { Waiting } from '../../parts/Waiting';
import { ChargeForm } from './ChargeForm';
import { useUnits } from '../../parts/office/places';
import { type Office, type Post, type PostEntry, type Unit, usePosts } from './directory';
import en from './en.json';
import hi from './hi.json';
import { OfficeForm } from './OfficeForm';
import { PostCharges } from './PostCharges';
import { PostForm } from './PostForm';
import { UnitForm } from './UnitForm';

const t = words({ hi, en });

type Open =
  | { what: 'office' }
  | { what: 'unit'; unit: Unit | null }
  | { what: 'post'; post: Post | null }
  | { what: 'charge'; post: Post }
  | { what: 'charges'; post: Post }
  | null;

/** One office: what it is, its sections and its posts with those who hold them. */
export function OfficePage({ office, offices }: { office: Office; offices: Office[] }) {
  const units = useUnits(office.id);
  const posts = usePosts(office.id);
  const [open, setOpen] = useState<Open>(null);
  const close = () => setOpen(null);
  return (
    <section class="office" aria-label={either(office.name_hi, office.name_en)}>
      <h2>{either(office.name_hi, office.name_en)}</h2>
      <p class="soft">
        {t(`kind_${office.kind}`)} · {office.abbreviation_hi} · {office.abbreviation_en}
        {office.lgd_code ? ` · LGD ${office.lgd_code}` : ''}
      </p>
      <button type="button" onClick={() => setOpen({ what: 'office' })}>
        {t('edit_office')}
      </button>
      <Trouble error={units.error ?? posts.error} again={() => void Promise.all([units.reload(), posts.reload()])} />
      <Units units={units.value} onOpen={(unit) => setOpen({ what: 'unit', unit })} />
      <Posts posts={posts.value} onOpen={setOpen} />
      {open?.what === 'office' && <OfficeForm office={office} above={null} offices={offices} onClose={close} />}
      {open?.what === 'unit' && <UnitForm unit={open.unit} office={office} onClose={close} />}
      {open?.what === 'post' && <PostForm post={open.post} office={office} units={units.value ?? []} onClose={close} />}
      {open?.what === 'charge' && <ChargeForm post={open.post} onClose={close} />}
      {open?.what === 'charges' && <PostCharges post={open.post} onClose={close} />}
    </section>
  );
}

function Units({ units, onOpen }: { units: Unit[] | null; onOpen: (unit: Unit | null) => void }) {
  return (
    <>
      <h3>{t('units')}</h3>
      {!units && <Waiting />}
      {units && (
        <ul class="units">
          {units.map((unit) => (
            <li key={unit.id}>
              <button type="button" class="plain" onClick={() => onOpen(unit)}>
                {either(unit.name_hi, unit.name_en)} <span class="soft">({unit.abbreviation_en})</span>
              </button>
              <span class="soft">{t('heads_count', { count: number(unit.heads?.length ?? 0) })}</span>
            </li>
          ))}
        </ul>
      )}
      <button type="button" onClick={() => onOpen(null)}>
        {t('new_unit')}
      </button>
    </>
  );
}

function Posts({ posts, onOpen }: { posts: PostEntry[] | null; onOpen: (open: Open) => void }) {
  return (
    <>
      <h3>{t('posts')}</h3>
      {!posts && <Waiting />}
      {posts && posts.length > 0 && (
        <div class="scroll" tabIndex={0} role="region" aria-label={t('posts')}>
          <table>
            <thead>
              <tr>
                <th scope="col">{t('post')}</th>
                <th scope="col">{t('roles')}</th>
                <th scope="col">{t('holder')}</th>
                <th scope="col">{t('do')}</th>
              </tr>
            </thead>
            <tbody>
              {posts.map((entry) => (
                <PostLine key={entry.post.id} entry={entry} onOpen={onOpen} />
              ))}
            </tbody>
          </table>
        </div>
      )}
      <p>
        <button type="button" onClick={() => onOpen({ what: 'post', post: null })}>
          {t('new_post')}
        </button>
      </p>
    </>
  );
}

function PostLine({ entry, onOpen }: { entry: PostEntry; onOpen: (open: Open) => void }) {
  const { post, holders } = entry;
  const name = either(post.designation_hi, post.designation_en);
  return (
    <tr>
      <th scope="row">
        <button type="button" class="plain" onClick={() => onOpen({ what: 'post', post })}>
          {name}
        </button>
        <span class="soft"> {post.abbreviation_en}</span>
      </th>
      <td>{(post.roles ?? []).map((role) => t(`role_${role}`)).join(', ')}</td>
      <td>
        {holders.length === 0 && <span class="badge warn">{t('vacant')}</span>}
        {holders.map((holder) => (
          <div key={holder.charge_id}>
            {either(holder.name_hi, holder.name_en)}
            {holder.kind !== 'substantive' && <span class="soft"> · {t(`charge_${holder.kind}`)}</span>}
          </div>
        ))}
      </td>
      <td class="doing">
        <button type="button" aria-label={t('give_charge_of', { post: name })} onClick={() => onOpen({ what: 'charge', post })}>
          {t('give_charge')}
        </button>
        <button type="button" aria-label={t('charges_of', { post: name })} onClick={() => onOpen({ what: 'charges', post })}>
          {t('charges')}
        </button>
      </td>
    </tr>
  );
}
