import { createBrowserRouter, Outlet } from 'react-router';
import { Broken } from './Broken';
import { Shell } from './Shell';
import { Home } from '../pages/Home';
import { Login } from '../pages/Login';
import { NotFound } from '../pages/NotFound';

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
              { path: '/leads', lazy: async () => ({ Component: (await import('../pages/Leads')).Leads }) },
              { path: '/leads/new', lazy: async () => ({ Component: (await import('../pages/NewLead')).NewLeadPage }) },
              { path: '/leads/:id', lazy: async () => ({ Component: (await import('../pages/Lead')).LeadPage }) },
              {
                path: '/leads/:id/assignments',
                lazy: async () => ({ Component: (await import('../pages/AssignmentRecord')).AssignmentRecordPage }),
              },
              { path: '/pool', lazy: async () => ({ Component: (await import('../pages/Pool')).Pool }) },
              { path: '/tasks', lazy: async () => ({ Component: (await import('../pages/Tasks')).Tasks }) },
              { path: '/tasks/:id', lazy: async () => ({ Component: (await import('../pages/Tasks')).Tasks }) },
              { path: '/windows', lazy: async () => ({ Component: (await import('../pages/Windows')).Windows }) },
              { path: '/waiting', lazy: async () => ({ Component: (await import('../pages/Waiting')).WaitingPage }) },
              { path: '/incidents', lazy: async () => ({ Component: (await import('../pages/Waiting')).WaitingPage }) },
              { path: '/switches', lazy: async () => ({ Component: (await import('../pages/Switches')).Switches }) },
              { path: '/people', lazy: async () => ({ Component: (await import('../pages/People')).People }) },
              { path: '/imports', lazy: async () => ({ Component: (await import('../pages/Imports')).Imports }) },
              { path: '/imports/:id', lazy: async () => ({ Component: (await import('../pages/Imports')).Imports }) },
              { path: '/timetable', lazy: async () => ({ Component: (await import('../pages/Timetable')).Timetable }) },
              { path: '/process', lazy: async () => ({ Component: (await import('../pages/ProcessMap')).ProcessMapPage }) },
              { path: '/process/:id', lazy: async () => ({ Component: (await import('../pages/ProcessMap')).ProcessMapPage }) },
              { path: '/deals', lazy: async () => ({ Component: (await import('../pages/Deals')).Deals }) },
              { path: '/deals/new', lazy: async () => ({ Component: (await import('../pages/NewDeal')).NewDealPage }) },
              { path: '/deals/:id', lazy: async () => ({ Component: (await import('../pages/Deal')).DealPage }) },
              { path: '/approvals', lazy: async () => ({ Component: (await import('../pages/Approvals')).Approvals }) },
              { path: '/approvals/:id', lazy: async () => ({ Component: (await import('../pages/Approvals')).ApprovalPage }) },
              { path: '/debts', lazy: async () => ({ Component: (await import('../pages/Debts')).Debts }) },
              {
                path: '/green-channels/:id',
                lazy: async () => ({ Component: (await import('../pages/GreenChannel')).GreenChannelPage }),
              },
              { path: '/funnel', lazy: async () => ({ Component: (await import('../pages/Funnel')).FunnelPage }) },
              { path: '/stuck', lazy: async () => ({ Component: (await import('../pages/Stuck')).StuckPage }) },
              { path: '/audit', lazy: async () => ({ Component: (await import('../pages/Audit')).Audit }) },
              {
                path: '/verification',
                lazy: async () => ({ Component: (await import('../pages/Verification')).VerificationPage }),
              },
              { path: '*', element: <NotFound /> },
            ],
          },
        ],
      },
    ],
  },
]);
