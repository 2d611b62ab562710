/**
 * Calls that SageMaker has to refuse, by the status in which they are tried. Each but Start while Stopping or
 * Updating is refused in the status that follows as well, so a notebook that moves meanwhile comes to no harm; and a
 * start that slips through finds the guard prepared, as an owner's would.
 */
export type Call = 'Start' | 'Stop' | 'Update' | 'Delete';

/** From which statuses a call is accepted, and what it leads to, as refusals write it. */
export const accepted: Readonly<Record<Call, { readonly from: string; readonly to: string }>> = {
  Start: { from: 'Stopped, Failed', to: 'Pending' },
  Stop: { from: 'InService', to: 'Stopping' },
  Update: { from: 'Stopped', to: 'Updating' },
  Delete: { from: 'Stopped, Failed', to: 'Deleting' },
};

export const probes: Readonly<Record<string, readonly Call[]>> = {
  Pending: ['Start', 'Update', 'Delete'],
  InService: ['Start', 'Update', 'Delete'],
  Stopping: ['Stop', 'Start'],
  Updating: ['Stop', 'Start'],
};

export const probeId = (call: Call, status: string): string => `${call} while ${status}`;
