/**
 * What a stop and the loss of root access mean for whoever works on a notebook, as AWS's own pages say it (SageMaker
 * developer guide: nbi-software-updates, nbi-add-external, nbi-update, notebook-lifecycle-config).
 */
export const lost =
  'kernels, variables, terminals, running cells, /tmp, and packages installed into the built-in conda environments. Software versions move to the latest, and an on-start script runs again.';
export const kept =
  'everything under /home/ec2-user/SageMaker, and the name, role, network and tags of the notebook.';
export const changed =
  'no sudo, yum or dnf, no system packages or services, and Docker is rootless. pip install and conda install still work, and lifecycle configuration scripts still run as root.';
