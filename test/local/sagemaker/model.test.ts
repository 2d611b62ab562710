import * as sdk from '@aws-sdk/client-sagemaker';
import { expect, it } from 'vitest';
import { requests, type Structure, statuses } from '../../../local/sagemaker/model.ts';

/** The SDK's schema of a request: at 4 its members' names, the required ones first, at 6 how many those are. */
type Schema = readonly [number, string, string, unknown, readonly string[], readonly unknown[], number?];

const schemas: Readonly<Record<keyof typeof requests, Schema>> = {
  AddTags: sdk.AddTagsInput$,
  CreateNotebookInstance: sdk.CreateNotebookInstanceInput$,
  DeleteNotebookInstance: sdk.DeleteNotebookInstanceInput$,
  DeleteTags: sdk.DeleteTagsInput$,
  DescribeNotebookInstance: sdk.DescribeNotebookInstanceInput$,
  ListNotebookInstances: sdk.ListNotebookInstancesInput$,
  ListTags: sdk.ListTagsInput$,
  StartNotebookInstance: sdk.StartNotebookInstanceInput$,
  StopNotebookInstance: sdk.StopNotebookInstanceInput$,
  UpdateNotebookInstance: sdk.UpdateNotebookInstanceInput$,
};

for (const [operation, request] of Object.entries<Structure>(requests)) {
  it(`${operation} has the members that the SDK has, and requires the same`, () => {
    const [, , , , names, , required = 0] = schemas[operation as keyof typeof requests];
    expect(Object.keys(request.members).sort()).toEqual([...names].sort());
    expect([...request.required].sort()).toEqual(names.slice(0, required).sort());
  });
}

it('the enums are the SDK enums', () => {
  const { InstanceType, RootAccess, IpAddressType, AcceleratorTypes, DirectInternetAccess } =
    requests.CreateNotebookInstance.members;
  const { SortBy, SortOrder } = requests.ListNotebookInstances.members;
  const sorted = (values: object) => Object.values(values).sort();
  const listed = (shape: unknown) => [...((shape as { enum?: string[] }).enum ?? [])].sort();
  expect(sorted(sdk.NotebookInstanceStatus)).toEqual([...statuses].sort());
  expect(listed(InstanceType)).toEqual(sorted(sdk._InstanceType));
  expect(listed(RootAccess)).toEqual(sorted(sdk.RootAccess));
  expect(listed(IpAddressType)).toEqual(sorted(sdk.IPAddressType));
  expect(listed((AcceleratorTypes as { member?: unknown }).member)).toEqual(
    sorted(sdk.NotebookInstanceAcceleratorType),
  );
  expect(listed(DirectInternetAccess)).toEqual(sorted(sdk.DirectInternetAccess));
  expect(listed(SortBy)).toEqual(sorted(sdk.NotebookInstanceSortKey));
  expect(listed(SortOrder)).toEqual(sorted(sdk.NotebookInstanceSortOrder));
});
