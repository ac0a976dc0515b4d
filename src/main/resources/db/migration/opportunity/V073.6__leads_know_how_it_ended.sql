-- Once, for the leads of deals from before: from now on the deal tells its lead.
update lead set deal_state = deal.state from deal where deal.id = lead.deal_id and lead.deal_state is null;
