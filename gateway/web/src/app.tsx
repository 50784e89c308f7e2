// Which screen is where. A screen's code is fetched when it is first opened.
import type { ComponentType } from 'preact';
import { Suspense, lazy } from 'preact/compat';
import { Route, Switch } from 'wouter-preact';
import { session, standing } from './api/session';
import { ChooseCharge } from './screens/signin/ChooseCharge';
import { SignIn } from './screens/signin/SignIn';
import { Desk } from './screens/desk/Desk';
import { Shell } from './shell/Shell';
import { Waiting } from './parts/Waiting';

/** A screen that is fetched when needed. */
function later<Props extends object>(load: () => Promise<{ default: ComponentType<Props> }>) {
  return lazy(load) as unknown as ComponentType<Props>;
}

const File = later<{ id: string }>(() => import('./screens/file'));
const NewDraft = later<{ fileId: string }>(() => import('./screens/draft/New'));
const Draft = later<{ id: string }>(() => import('./screens/draft'));
const Letter = later<{ id: string }>(() => import('./screens/letter'));
const Letters = later(() => import('./screens/letters'));
const Dispatch = later(() => import('./screens/dispatch'));
const NewFile = later(() => import('./screens/file/New'));
const Receipt = later<{ id: string }>(() => import('./screens/receipt'));
const Diarise = later(() => import('./screens/diarise'));
const Slip = later<{ id: string }>(() => import('./screens/diarise/SlipPage'));
const Pendency = later(() => import('./screens/pendency'));
const Admin = later<{ part?: string; id?: string }>(() => import('./screens/admin'));
const Practice = later(() => import('./screens/practice'));
const Profile = later(() => import('./screens/profile'));
const FirstPassword = later(() => import('./screens/profile/FirstPassword'));
const StillToBeSent = later(() => import('./screens/waiting'));

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
            <NewFile />
          </Route>
          <Route path="/files/:id">{(params) => <File id={params.id} />}</Route>
          <Route path="/files/:id/drafts/new">{(params) => <NewDraft fileId={params.id} />}</Route>
          <Route path="/drafts/:id">{(params) => <Draft id={params.id} />}</Route>
          <Route path="/letters/:id">{(params) => <Letter id={params.id} />}</Route>
          <Route path="/letters">
            <Letters />
          </Route>
          <Route path="/dispatch">
            <Dispatch />
          </Route>
          <Route path="/diarise">
            <Diarise />
          </Route>
          <Route path="/receipts/:id/slip">{(params) => <Slip id={params.id} />}</Route>
          <Route path="/receipts/:id">{(params) => <Receipt id={params.id} />}</Route>
          <Route path="/pendency">
            <Pendency />
          </Route>
          <Route path="/admin/:part?/:id?">{(params) => <Admin {...params} />}</Route>
          <Route path="/practice">
            <Practice />
          </Route>
          <Route path="/profile">
            <Profile />
          </Route>
          <Route path="/waiting">
            <StillToBeSent />
          </Route>
          <Route>
            <Desk />
          </Route>
        </Switch>
      </Suspense>
      {standing.value === 'expired' && <SignIn over />}
    </Shell>
  );
}
