// SPDX-License-Identifier: Apache-2.0
#pragma once

/// Sets the one link of the network up or down. While it is down every packet is lost, and no connection is
/// told.
void setLink(bool up);
