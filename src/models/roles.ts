/** What a host is for, by its `role` property in the platform. */
interface WithRole {
  readonly role: string | undefined;
}

/** Known roles; a host without one is an ordinary host. */
export const ROLES = ['highpower', 'warehouse', 'storage'] as const;

/** VMs are placed here, and policies may move them here, unless they look for warehouse servers themselves. */
export const hostsVms = ({ role }: WithRole) => role !== 'warehouse' && role !== 'storage';

/** Always on, and left out where sleeping hosts are counted. */
export const neverSleeps = (host: WithRole) => !hostsVms(host);
