import { createBrowserRouter, Outlet } from 'react-router';
import { Home } from '@/features/home/Home';
import { Login } from '@/features/sign-in/Login';
import { Broken } from './Broken';
import { NotFound } from './NotFound';
import { Shell } from './Shell';

/** Every page but the first two is fetched when somebody goes there. */
export const router = createBrowserRouter([
  {
    element: <Outlet />,
    errorElement: <Broken />,
    HydrateFallback: () => null,
    children: [
      { path: '/login', element: <Login /> },
      {
        element: <Shell />,
        children: [
          {
            errorElement: <Broken />,
            children: [
              { path: '/', element: <Home /> },
              { path: '/leads', lazy: async () => ({ Component: (await import('@/features/leads/Leads')).Leads }) },
              {
                path: '/leads/new',
                lazy: async () => ({ Component: (await import('@/features/leads/NewLead')).NewLeadPage }),
              },
              {
                path: '/leads/:id',
                lazy: async () => ({ Component: (await import('@/features/leads/LeadPage')).LeadPage }),
              },
              {
                path: '/leads/:id/assignments',
                lazy: async () => ({
                  Component: (await import('@/features/assignments/AssignmentRecord')).AssignmentRecordPage,
                }),
              },
              {
                path: '/customers/:id',
                lazy: async () => ({ Component: (await import('@/features/customers/CustomerPage')).CustomerPage }),
              },
              { path: '/pool', lazy: async () => ({ Component: (await import('@/features/leads/Pool')).Pool }) },
              { path: '/tasks', lazy: async () => ({ Component: (await import('@/features/tasks/Tasks')).Tasks }) },
              { path: '/tasks/:id', lazy: async () => ({ Component: (await import('@/features/tasks/Tasks')).Tasks }) },
              {
                path: '/windows',
                lazy: async () => ({ Component: (await import('@/features/leads/Windows')).Windows }),
              },
              {
                path: '/waiting',
                lazy: async () => ({ Component: (await import('@/features/leads/Waiting')).WaitingPage }),
              },
              {
                path: '/incidents',
                lazy: async () => ({ Component: (await import('@/features/leads/Waiting')).WaitingPage }),
              },
              {
                path: '/switches',
                lazy: async () => ({ Component: (await import('@/features/assignments/Switches')).Switches }),
              },
              { path: '/people', lazy: async () => ({ Component: (await import('@/features/people/People')).People }) },
              {
                path: '/imports',
                lazy: async () => ({ Component: (await import('@/features/imports/Imports')).Imports }),
              },
              {
                path: '/imports/:id',
                lazy: async () => ({ Component: (await import('@/features/imports/Imports')).Imports }),
              },
              {
                path: '/campaigns',
                lazy: async () => ({ Component: (await import('@/features/leads/Campaigns')).Campaigns }),
              },
              {
                path: '/timetable',
                lazy: async () => ({ Component: (await import('@/features/leads/Timetable')).Timetable }),
              },
              {
                path: '/process',
                lazy: async () => ({ Component: (await import('@/features/processes/ProcessMap')).ProcessMapPage }),
              },
              {
                path: '/process/:id',
                lazy: async () => ({ Component: (await import('@/features/processes/ProcessMap')).ProcessMapPage }),
              },
              { path: '/deals', lazy: async () => ({ Component: (await import('@/features/deals/DealBoard')).Deals }) },
              {
                path: '/deals/new',
                lazy: async () => ({ Component: (await import('@/features/deals/NewDeal')).NewDealPage }),
              },
              {
                path: '/deals/:id',
                lazy: async () => ({ Component: (await import('@/features/deals/DealPage')).DealPage }),
              },
              {
                path: '/approvals',
                lazy: async () => ({ Component: (await import('@/features/approvals/Approvals')).Approvals }),
              },
              {
                path: '/approvals/:id',
                lazy: async () => ({ Component: (await import('@/features/approvals/Approvals')).ApprovalPage }),
              },
              {
                path: '/debts',
                lazy: async () => ({ Component: (await import('@/features/green-channels/Debts')).Debts }),
              },
              {
                path: '/green-channels/:id',
                lazy: async () => ({
                  Component: (await import('@/features/green-channels/GreenChannelPage')).GreenChannelPage,
                }),
              },
              {
                path: '/funnel',
                lazy: async () => ({ Component: (await import('@/features/insight/FunnelPage')).FunnelPage }),
              },
              { path: '/stuck', lazy: async () => ({ Component: (await import('@/features/stuck/Stuck')).StuckPage }) },
              {
                path: '/duplicates',
                lazy: async () => ({ Component: (await import('@/features/duplicates/Duplicates')).DuplicatesPage }),
              },
              { path: '/audit', lazy: async () => ({ Component: (await import('@/features/audit/Audit')).Audit }) },
              {
                path: '/verification',
                lazy: async () => ({ Component: (await import('@/features/evidence/Verification')).VerificationPage }),
              },
              {
                path: '/account',
                lazy: async () => ({ Component: (await import('@/features/account/AccountPage')).AccountPage }),
              },
              { path: '*', element: <NotFound /> },
            ],
          },
        ],
      },
    ],
  },
]);
