// Which screen is where. A screen's code is fetched when it is first opened.
import type { ComponentChildren, ComponentType } from 'preact';
import { effect } from '@preact/signals';
import { Suspense, lazy } from 'preact/compat';
import { Route, Switch } from 'wouter-preact';
import { navigate } from 'wouter-preact/use-browser-location';
import { actingPost, actor, session, standing } from './api/session';
import { words } from './i18n';
import { ChooseCharge } from './screens/signin/ChooseCharge';
import { SignIn } from './screens/signin/SignIn';
import { Desk } from './screens/desk/Desk';
import en from './shell/en.json';
import { ENTRIES, offeredTo } from './shell/entries';
import hi from './shell/hi.json';
import { Shell } from './shell/Shell';
import { Waiting } from './parts/Waiting';

const t = words({ hi, en });

/** A screen that is fetched when needed. */
function later<Props extends object>(load: () => Promise<{ default: ComponentType<Props> }>) {
  return lazy(load) as unknown as ComponentType<Props>;
}

const File = later<{ id: string }>(() => import('./screens/file'));
const NewDraft = later<{ fileId: string }>(() => import('./screens/draft/New'));
const Draft = later<{ id: string }>(() => import('./screens/draft'));
const Letter = later<{ id: string }>(() => import('./screens/letter'));
const Letters = later(() => import('./screens/letters'));
const Consultations = later(() => import('./screens/consultations'));
const Consultation = later<{ id: string }>(() => import('./screens/consultations/Own'));
const OralOrders = later(() => import('./screens/orders'));
const Awaited = later(() => import('./screens/awaited'));
const TimeLimits = later(() => import('./screens/timelimits'));
const TimeLimit = later<{ id: string }>(() => import('./screens/timelimits/Letter'));
const Meetings = later(() => import('./screens/meetings'));
const Meeting = later<{ id: string }>(() => import('./screens/meetings/Meeting'));
const Papers = later(() => import('./screens/papers'));
const Paper = later<{ id: string }>(() => import('./screens/papers/Paper'));
const PaperLabels = later(() => import('./screens/papers/Labels'));
const PaperPendency = later(() => import('./screens/papers/Pendency'));
const Dispatch = later(() => import('./screens/dispatch'));
const NewFile = later(() => import('./screens/file/New'));
const Receipt = later<{ id: string }>(() => import('./screens/receipt'));
const Diarise = later(() => import('./screens/diarise'));
const Diary = later(() => import('./screens/diary'));
const Batch = later(() => import('./screens/diarise/batch'));
const Slip = later<{ id: string }>(() => import('./screens/diarise/SlipPage'));
const Search = later(() => import('./screens/search'));
const Pendency = later(() => import('./screens/pendency'));
const Reviews = later<{ part?: string }>(() => import('./screens/reviews'));
const Sitting = later(() => import('./screens/sitting'));
const Admin = later<{ part?: string; id?: string }>(() => import('./screens/admin'));
const Practice = later(() => import('./screens/practice'));
const Profile = later(() => import('./screens/profile'));
const FirstPassword = later(() => import('./screens/profile/FirstPassword'));
const StillToBeSent = later(() => import('./screens/waiting'));
const NotFound = later(() => import('./screens/notfound'));
const NotForPost = later<{ screen: string }>(() => import('./screens/notfound/NotForPost'));

// What was open belongs to the desk that one leaves, in every tab: under another charge it may not even be asked for.
let deskOf: string | null = null;
effect(() => {
  const now = session.value?.chargeId ? actor() : null;
  if (!now) return;
  // On start the charge may be another than this browser remembers; what the address names is then opened under it.
  if (deskOf && deskOf !== now && standing.peek() !== 'unknown') navigate('/');
  deskOf = now;
});

/** Its screen, for the posts that the menu offers it to; the others are told whose it is before they type in vain. */
function For({ entry, children }: { entry: string; children: ComponentChildren }) {
  const label = ENTRIES.find(({ to }) => to === entry)?.label;
  const isOffered = offeredTo(actingPost.value?.roles ?? []).some(({ to }) => to === entry);
  return isOffered || !label ? <>{children}</> : <NotForPost screen={t(label)} />;
}

export function App() {
  if (standing.value === 'unknown' && !session.value) return <Waiting />;
  if (!session.value) return <SignIn />;
  if (session.value.mustChangePassword) {
    return (
      <Suspense fallback={<Waiting />}>
        <FirstPassword />
      </Suspense>
    );
  }
  if (!session.value.chargeId) return <ChooseCharge />;
  return (
    // What is on screen belongs to a person and a charge: with another of them every screen begins anew.
    <Shell key={`${session.value.person.id}/${session.value.chargeId}`}>
      <Suspense fallback={<Waiting />}>
        <Switch>
          <Route path="/files/new">
            <For entry="/files/new">
              <NewFile />
            </For>
          </Route>
          <Route path="/files/:id">{(params) => <File id={params.id} />}</Route>
          <Route path="/files/:id/drafts/new">{(params) => <NewDraft fileId={params.id} />}</Route>
          <Route path="/drafts/:id">{(params) => <Draft id={params.id} />}</Route>
          <Route path="/letters/:id">{(params) => <Letter id={params.id} />}</Route>
          <Route path="/letters">
            <Letters />
          </Route>
          <Route path="/consultations/:id">{(params) => <Consultation id={params.id} />}</Route>
          <Route path="/consultations">
            <Consultations />
          </Route>
          <Route path="/oral-orders">
            <OralOrders />
          </Route>
          <Route path="/awaited">
            <For entry="/awaited">
              <Awaited />
            </For>
          </Route>
          <Route path="/time-limits/:id">{(params) => <TimeLimit id={params.id} />}</Route>
          <Route path="/time-limits">
            <TimeLimits />
          </Route>
          <Route path="/meetings/:id">{(params) => <Meeting id={params.id} />}</Route>
          <Route path="/meetings">
            <Meetings />
          </Route>
          <Route path="/paper-files/labels">
            <PaperLabels />
          </Route>
          {/* For the keepers too, who set each office's day. */}
          <Route path="/paper-files/pendency">
            <PaperPendency />
          </Route>
          <Route path="/paper-files/:id">{(params) => <Paper id={params.id} />}</Route>
          <Route path="/paper-files">
            <For entry="/paper-files">
              <Papers />
            </For>
          </Route>
          <Route path="/dispatch">
            <For entry="/dispatch">
              <Dispatch />
            </For>
          </Route>
          <Route path="/diarise/batch">
            <For entry="/diarise">
              <Batch />
            </For>
          </Route>
          <Route path="/diarise">
            <For entry="/diarise">
              <Diarise />
            </For>
          </Route>
          {/* For the reviews of the offices below too. */}
          <Route path="/diary">
            <Diary />
          </Route>
          <Route path="/receipts/:id/slip">{(params) => <Slip id={params.id} />}</Route>
          <Route path="/receipts/:id">{(params) => <Receipt id={params.id} />}</Route>
          <Route path="/search">
            <Search />
          </Route>
          <Route path="/sitting">
            <Sitting />
          </Route>
          <Route path="/pendency">
            <Pendency />
          </Route>
          <Route path="/reviews/:part?">
            {(params) => (
              <For entry="/reviews">
                <Reviews {...params} />
              </For>
            )}
          </Route>
          {/* For whoever is asked for a second word, whatever the post. */}
          <Route path="/admin/confirmations">
            <Admin part="confirmations" />
          </Route>
          <Route path="/admin/:part?/:id?">
            {(params) => (
              <For entry="/admin">
                <Admin {...params} />
              </For>
            )}
          </Route>
          <Route path="/practice">
            <Practice />
          </Route>
          <Route path="/profile">
            <Profile />
          </Route>
          <Route path="/waiting">
            <StillToBeSent />
          </Route>
          <Route path="/">
            <Desk />
          </Route>
          <Route>
            <NotFound />
          </Route>
        </Switch>
      </Suspense>
      {standing.value === 'expired' && <SignIn over />}
    </Shell>
  );
}
