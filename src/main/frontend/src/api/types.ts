// What the workbench reads and sends, by the names that the workbench uses. The shapes are those of the running server:
// `openapi.json` is its document, `npm run api:types` makes `schema.d.ts` of it.
import type { components } from './schema';

type Schemas = components['schemas'];

export type Me = Schemas['SessionMe'];
export type Role = Me['roles'][number];
export type PersonRef = Schemas['LeadQueriesOwner'];
export type Named = Schemas['ReferenceChoice'];
export type Reference = Schemas['ReferenceReference'];

export type LeadSummary = Schemas['LeadQueriesSummary'];
export type LeadStatus = LeadSummary['status'];
export type LeadPage = Schemas['LeadQueriesPage'];
export type Lead = Schemas['LeadShown'];
export type CreatedLead = Schemas['LeadCreated'];
export type NewLead = Schemas['LeadIncoming'];
export type TimelineEntry = Schemas['LeadEntry'];
export type PoolCard = Schemas['PoolCard'];

export type AssignmentRecord = Schemas['ExplainingDecisionExplanation'];
export type Candidate = Schemas['ExplainingDecisionConsidered'];
export type Exclusion = Schemas['ExplainingDecisionLeftOut'];
export type Replay = Schemas['ReplayingDecisionReplay'];
export type RoutingSwitch = Schemas['RoutingSwitchShown'];

export type Task = Schemas['TaskLine'];
/** The document calls the schema a string, as the server hands on what was deployed; on the wire it is an object. */
export type TaskDetail = Omit<Schemas['TaskWhole'], 'schema' | 'variables'> & {
  schema: Record<string, unknown>;
  variables: Record<string, unknown>;
};

export type WindowItem = Schemas['LeadQueriesWindow'];
export type WindowBoard = Schemas['LeadBoardBoard'];
export type Waiting = Schemas['StalledAllocationWaiting'];
export type WaitingItem = Schemas['StalledAllocationItem'];
/** The line without a source holds for every other. */
export type TimetableRow = Omit<Schemas['LeadBoardRow'], 'source'> & { source: string | null };

/** A process that is deployed, with what goes on in it. */
export interface DeployedProcess {
  processId: string;
  name: string;
  version: number;
  deployedAt: string;
  active: number;
  incidents: number;
}
export type ProcessMap = Schemas['ProcessMap'];
export type Standing = Schemas['ProcessStanding'];
export type Incident = Schemas['ProcessIncident'];

export type Staff = Schemas['PeopleRow'];
export type Notices = Schemas['NotificationsNotifications'];
export type Notice = Schemas['NotificationsItem'];
/** What the rows of a file become. */
export type ImportKind = 'leads' | 'deals';

export type ImportStatus = Schemas['ImportStatus'] & { kind?: ImportKind };
