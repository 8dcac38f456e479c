with months as (
    select * from {{ ref('int_subscription_months__listed') }}
),

customers as (
    select * from {{ ref('int_subscription_customers__followed') }}
),

customer_months as (
    select
        customers.*,
        months.period_start as month_start,
        months.is_mature

    from months

    left join customers
        on months.period_start = customers.period_start
),

counts as (
    select
        month_start as period_start,
        is_mature,
        count(case when is_customer_at_start then 1 end) as customers_at_start,
        count(case when is_new_customer then 1 end) as new_customers,
        count(case when is_upgraded then 1 end) as upgraded_customers,
        count(case when is_cancelled then 1 end) as cancelled_customers,
        count(case when is_customer_at_start and is_customer_at_end then 1 end)
            as retained_customers,
        count(case when is_customer_at_end then 1 end) as customers_at_end,
        count(
            case
                when is_cancelled then start_monthly_amount
                else end_monthly_amount - start_monthly_amount
            end
        ) as customers_with_amounts,
        min(case when is_customer_at_start then least(start_currency, end_currency) end)
            as lowest_currency,
        max(
            case
                when is_customer_at_start then greatest(start_currency, end_currency)
            end
        ) as highest_currency,
        coalesce(sum(start_monthly_amount), 0) as start_sum,
        sum(greatest(end_monthly_amount - start_monthly_amount, 0)) as expansion_sum,
        sum(greatest(start_monthly_amount - end_monthly_amount, 0)) as contraction_sum,
        coalesce(sum(case when is_cancelled then start_monthly_amount end), 0)
            as churned_sum

    from customer_months

    group by
        month_start,
        is_mature
),

-- Amounts that are not all known or not all in one currency add up to nothing.
with_amounts as (
    select
        *,
        customers_with_amounts = customers_at_start
        and coalesce(lowest_currency = highest_currency, true) as has_amounts

    from counts
)

select
    period_start,
    is_mature,
    customers_at_start,
    new_customers,
    upgraded_customers,
    cancelled_customers,
    retained_customers,
    customers_at_end,
    {{ rate_columns('expansion_rate', 'upgraded_customers', 'customers_at_start') }},
    {{ rate_columns('churn_rate', 'cancelled_customers', 'customers_at_start') }},
    {{ rate_columns(
        'customer_retention_rate', 'retained_customers', 'customers_at_start'
    ) }},
    {%- for part in ['start', 'expansion', 'contraction', 'churned'] %}
    case when has_amounts then cast({{ part }}_sum as decimal(18, 4)) end
        as {{ part }}_amount,
    {%- endfor %}
    case when has_amounts then lowest_currency end as currency,
    case
        when has_amounts
            then {{ rate(
                '(start_sum + expansion_sum - contraction_sum - churned_sum)',
                'start_sum'
            ) }}
    end as net_revenue_retention

from with_amounts
